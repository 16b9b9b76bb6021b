"""The statements behind `queries.network`. Ids travel as text, sets of them as one array: making UUID objects of
thousands of rows costs more than finding them.
"""

# One link is one statement of one relation, in however many reports it stands.
_LINK = """
    select distinct on (l.source_id, l.target_id, l.link_id, l.prop)
           l.id::text, coalesce(l.link_id::text, ''), l.source_id::text, l.target_id::text, l.schema, l.prop, l.caption,
           l.starts, l.ends, l.owner_id, l.source_grade || l.information_grade, l.contribution_id::text
"""
_DRAWN = "from app.drawn_link l "
_BEST_FIRST = """
    order by l.source_id, l.target_id, l.link_id, l.prop, l.source_grade, l.information_grade, l.id
"""

ALL_LINKS = _LINK + _DRAWN + _BEST_FIRST
LINKS_TOUCHING = (
    _LINK + _DRAWN + "where l.source_id = any (%(ids)s::uuid[]) or l.target_id = any (%(ids)s::uuid[])" + _BEST_FIRST
)
# Only for ids that ENTITIES has let through: their ends are not looked at again.
LINKS_AMONG = (
    _LINK
    + "from app.stated_link l where l.source_id = any (%(ids)s::uuid[]) and l.target_id = any (%(ids)s::uuid[])"
    + _BEST_FIRST
)

COUNT_LINKS = "select count(*) from (select from app.drawn_link limit %s) l"

NEIGHBOURS = """
    select one::text from (
        select l.target_id as one from app.drawn_link l where l.source_id = any (%(ids)s::uuid[])
        union
        select l.source_id from app.drawn_link l where l.target_id = any (%(ids)s::uuid[])
    ) n order by one limit %(most)s
"""

# With repetitions and in no order: whoever asks wants to know whether there are so many, and stops there.
NEIGHBOURS_UP_TO = """
    select one::text from (
        select l.target_id as one from app.drawn_link l where l.source_id = any (%(ids)s::uuid[])
        union all
        select l.source_id from app.drawn_link l where l.target_id = any (%(ids)s::uuid[])
    ) n limit %(most)s
"""

# The best graded first, so that what is left out of a large circle is the least certain.
NEIGHBOURS_BY_GRADE = """
    select one::text from (
        select l.target_id as one, l.source_grade || l.information_grade as grade
            from app.drawn_link l where l.source_id = %(id)s
        union all
        select l.source_id, l.source_grade || l.information_grade from app.drawn_link l where l.target_id = %(id)s
    ) n where not one = any (%(known)s::uuid[])
    group by one order by min(grade), one limit %(most)s
"""

# A link between two of the asked counts for both.
TOTALS = """
    select one::text, count(*)
    from (select distinct v.one, l.source_id, l.target_id, l.link_id, l.prop
          from app.drawn_link l cross join lateral (values (l.source_id), (l.target_id)) v (one)
          where (l.source_id = any (%(ids)s::uuid[]) or l.target_id = any (%(ids)s::uuid[]))
            and v.one = any (%(ids)s::uuid[])) t
    group by one
"""

# Links of which at least one end is asked for.
COUNT_TOUCHING = """
    select count(*)
    from (select distinct l.source_id, l.target_id, l.link_id, l.prop
          from app.drawn_link l
          where l.source_id = any (%(ids)s::uuid[]) or l.target_id = any (%(ids)s::uuid[])) t
"""

# Rows in the order they came: of several, the first gives schema and caption.
ENTITIES = """
    select n.entity_id::text, n.schema, n.kind, n.caption, n.owner_id, n.starts, n.ends, n.contribution_id::text,
           n.protected
    from intelligence_entity n
    where n.entity_id = any (%(ids)s::uuid[]) and n.kind <> 'link' and n.schema <> 'VictimStatus'
    order by n.entity_id, n.id
"""

ENTITIES_OF_REPORT = """
    select distinct n.entity_id::text
    from intelligence_entity n
    where n.contribution_id = %(report)s and n.kind <> 'link' and n.schema <> 'VictimStatus'
    order by 1 limit %(most)s
"""

PROTECTED_EVERYWHERE = "select count(distinct p.entity_id) from intelligence_entity p where p.protected"

# Protected persons among the asked, and those linked with one of them.
PROTECTED_BESIDE = """
    select count(distinct p.entity_id)
    from intelligence_entity p
    where p.protected and p.entity_id in (
        select unnest(%(ids)s::uuid[])
        union all select e.target_id from intelligence_edge e where e.source_id = any (%(ids)s::uuid[])
        union all select e.source_id from intelligence_edge e where e.target_id = any (%(ids)s::uuid[]))
"""

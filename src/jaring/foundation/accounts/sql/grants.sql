-- Credentials belong to the gate role; the application role sees members, and its viewer's own colleagues.
grant select, insert, update, delete on
    accounts_agency, accounts_person, accounts_personal_token,
    account_emailaddress, account_emailconfirmation, mfa_authenticator, django_session,
    axes_accessattempt, axes_accessattemptexpiration, axes_accessfailurelog, axes_accesslog
    to jaring_gate;
grant select, insert, update on accounts_member to jaring_gate;
grant select on accounts_member to jaring_app, jaring_reader;
grant usage on all sequences in schema public to jaring_gate;

-- A view runs with its owner's rights: it is the one narrow window from protected pages to people.
create view accounts_colleague with (security_barrier) as
    select p.id, p.member_id, p.name, p.email, coalesce(a.name, '') as agency, p.roles, p.clearance, p.is_active,
           exists (select 1 from mfa_authenticator m where m.user_id = p.id and m.type <> 'recovery_codes')
               as second_factor,
           p.last_login
    from accounts_person p left join accounts_agency a on a.id = p.agency_id
    where p.member_id = (select app.viewer_member());
grant select on accounts_colleague to jaring_app;

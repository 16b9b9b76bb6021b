"""Operations of the intelligence room: what the pages offer, for programs, through the same queries and actions."""

from ninja import Router

from jaring.apps.intelligence.endpoints.attachments import router as attachments
from jaring.apps.intelligence.endpoints.contributions import router as contributions
from jaring.apps.intelligence.endpoints.entities import router as entities
from jaring.apps.intelligence.endpoints.exports import router as exports
from jaring.apps.intelligence.endpoints.finding import router as finding
from jaring.apps.intelligence.endpoints.imports import router as imports
from jaring.apps.intelligence.endpoints.releases import router as releases

router = Router()
for _part in (contributions, entities, attachments, releases, finding, imports, exports):
    router.add_router("", _part)

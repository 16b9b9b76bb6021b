"""Root addresses."""

from django.urls import include, path

from jaring.config import views
from jaring.config.api import api

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("csp-report", views.csp_report, name="csp_report"),
    path("api/v1/", api.urls),
    path("", include("jaring.apps.portal.urls")),
    path("", include("jaring.apps.intelligence.urls")),
    path("network/", include("jaring.apps.networks.urls")),
    # Before allauth's: it closes pages of allauth that Jaring does not have.
    path("", include("jaring.foundation.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("design/", include("jaring.ui.urls")),
]

"""Root addresses."""

from django.urls import include, path

from jaring.config import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("csp-report", views.csp_report, name="csp_report"),
    path("account/", include("allauth.urls")),
    path("design/", include("jaring.ui.urls")),
]


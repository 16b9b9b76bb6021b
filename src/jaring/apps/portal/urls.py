"""Addresses of the portal."""

from django.urls import path

from jaring.apps.portal.views import desk, finding, purpose, releases

app_name = "portal"

urlpatterns = [
    path("", desk.home, name="home"),
    path("search", finding.find, name="search"),
    path("purpose", purpose.purpose, name="purpose"),
    path("releases/", releases.releases, name="releases"),
    path("keys", desk.keys, name="keys"),
    path("keep-alive", desk.keep_alive, name="keep_alive"),
]

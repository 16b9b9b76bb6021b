"""Addresses of the networks room."""

from django.urls import path

from jaring.apps.networks.views import files, pictures, tables

app_name = "networks"

urlpatterns = [
    path("", pictures.network, name="network"),
    path("data/", pictures.data, name="data"),
    path("expand/", pictures.expand_entity, name="expand"),
    path("path/", pictures.path_between, name="path"),
    path("panel/<uuid:entity_id>/", pictures.panel, name="panel"),
    path("table/", tables.table, name="table"),
    path("gexf/", files.gexf, name="gexf"),
    path("xlsx/", files.xlsx, name="xlsx"),
]

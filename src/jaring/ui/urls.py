"""Addresses of the ui storey: the component sheet."""

from django.urls import path

from jaring.ui import views

app_name = "ui"

urlpatterns = [
    path("components/", views.components, name="components"),
]

"""Addresses of accounts. Included before allauth's, so that the pages Jaring does not have stay closed."""

from django.urls import path

from jaring.foundation.accounts.views import log, members, mine, people, tokens

app_name = "accounts"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/active/", people.person_active, name="person_active"),
    path("people/<uuid:person_id>/second-factor/", people.person_factor, name="person_factor"),
    path("people/<uuid:person_id>/password/", people.person_password, name="person_password"),
    path("members/", members.members, name="members"),
    path("members/new/", members.member, name="member_new"),
    path("members/<int:member_id>/", members.member, name="member"),
    path("members/<int:member_id>/active/", members.member_active, name="member_active"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/new/", tokens.token_new, name="token_new"),
    path("tokens/<uuid:token_id>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("me/", mine.account, name="account"),
    path("me/sign-out-everywhere/", mine.leave_everywhere, name="leave_everywhere"),
    path("log/", log.log, name="log"),
    path("account/signup/", mine.not_here, name="no_signup"),
    path("account/email/", mine.not_here, name="no_email"),
    path("account/confirm-email/", mine.not_here, name="no_confirm_email"),
    path("account/password/reset/", mine.not_here, name="no_password_reset"),
    path("account/password/reset/done/", mine.not_here, name="no_password_reset_done"),
    path("account/password/set/", mine.not_here, name="no_password_set"),
]

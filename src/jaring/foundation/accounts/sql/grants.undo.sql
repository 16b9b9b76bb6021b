drop view accounts_colleague;
revoke all on accounts_agency, accounts_person, accounts_personal_token, accounts_member from jaring_gate, jaring_app;

"""Who belongs to the group: invitations, roles, keys, suspension, readmission, departure."""

package dev.rollcall.core.model.row;

import java.util.UUID;

/** A mail that is owed to a member who was invited by hand (R14). */
public record WelcomeMail(UUID id, UUID memberId) {}

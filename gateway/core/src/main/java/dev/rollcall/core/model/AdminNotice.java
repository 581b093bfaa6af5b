package dev.rollcall.core.model;

import java.util.UUID;

/** Mails that are owed to the admins of an organisation about a mass change that a directory holds (R32). */
public record AdminNotice(UUID id, UUID directoryId, UUID holdId) {}

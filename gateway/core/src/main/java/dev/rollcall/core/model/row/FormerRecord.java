package dev.rollcall.core.model.row;

import java.util.UUID;

/** That a user of a directory was a member whom no record stands for now, and takes that member over again (R33). */
public record FormerRecord(UUID directoryId, UUID userId, UUID memberId) {}

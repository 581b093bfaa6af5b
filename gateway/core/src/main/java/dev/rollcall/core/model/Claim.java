package dev.rollcall.core.model;

import java.util.UUID;

/** An e-mail address and the one organisation in which its holder is an active member (R12). */
public record Claim(String emailKey, UUID orgId, UUID memberId) {}

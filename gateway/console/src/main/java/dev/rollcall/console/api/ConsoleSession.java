package dev.rollcall.console.api;

/**
 * An active session of the console.
 *
 * @param subject who is signed in
 * @param current whether it is the one that looks
 */
public record ConsoleSession(
        String id, String subject, String role, String begun, String lastUsed, String ends, boolean current) {}

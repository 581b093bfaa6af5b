package dev.rollcall.console.live;

import java.util.UUID;

/**
 * The thing that a live part of a page follows.
 *
 * @param id of a directory, or of an organisation where a domain is followed
 * @param domain its name, or "" for a directory
 */
public record Subject(UUID id, String domain) {

    public static Subject directory(String id) {
        return new Subject(UUID.fromString(id), "");
    }

    public static Subject domain(String organisation, String name) {
        return new Subject(UUID.fromString(organisation), name);
    }

    public boolean isDirectory() {
        return domain.isEmpty();
    }
}

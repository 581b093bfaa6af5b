package dev.rollcall.pull.source;

import java.util.UUID;

/**
 * The right to read a directory, until another reading takes it over.
 *
 * @param id of this lease alone: a node that takes the same directory twice has two
 */
public record Lease(UUID id, Source source) {}

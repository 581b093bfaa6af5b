/**
 * The part of the admin API that is about directories: their settings, their life cycle from preview to undoing, and their guards.
 * Decides nothing: each request is a rule command or a query. Imports {@code core}, {@code scim}, {@code server.api},
 * {@code server.auth}, {@code server.guard}, {@code server.health}, {@code server.http}, {@code server.quota}, {@code spi} and
 * {@code trace}. Start reading at {@code DirectoryArea}, the list of its routes, and {@code LifeCycleHandlers}.
 */
@NullMarked
package dev.rollcall.server.api.directory;

import org.jspecify.annotations.NullMarked;

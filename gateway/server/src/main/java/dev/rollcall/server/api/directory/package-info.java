/**
 * The part of the admin API that is about one directory's life and guards: previewed, activated, undone. Decides
 * nothing: each request is a rule command or a query. Imports {@code core}, {@code scim}, {@code server.api}, {@code server.auth},
 * {@code server.guard}, {@code server.health}, {@code server.http}, {@code server.quota}, {@code spi} and {@code trace}. Start
 * reading at {@code DirectoryArea}, the list of its routes, and {@code LifeCycleHandlers}.
 */
@NullMarked
package dev.rollcall.server.api.directory;

import org.jspecify.annotations.NullMarked;

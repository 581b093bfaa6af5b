/**
 * The part of the admin API that is about one directory's life and guards: previewed, activated, undone. Decides
 * nothing: each request is a rule command or a query. Imports {@code core}, {@code scim}, {@code server.api},
 * {@code server.guard}, {@code server.health}, {@code server.http}, {@code spi} and {@code trace}. Start reading at
 * {@code LifeCycleHandlers}.
 */
@NullMarked
package dev.rollcall.server.api.directory;

import org.jspecify.annotations.NullMarked;

/**
 * The console: signing in, and the static pages under {@code console/} of the jar. What the pages show comes from the admin API.
 */
@NullMarked
package dev.rollcall.server.console;

import org.jspecify.annotations.NullMarked;

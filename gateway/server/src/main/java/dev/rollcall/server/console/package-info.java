/**
 * The console's place in the node: signing in with a one-time link and out again, and the pages of {@code dev.rollcall.console}, which are
 * mounted here and ask the admin API like every other client.
 */
@NullMarked
package dev.rollcall.server.console;

import org.jspecify.annotations.NullMarked;

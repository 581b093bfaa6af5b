/**
 * Commands that run a gateway on this machine or work on its database: {@code up}, {@code serve}, {@code key}. Start reading at
 * {@code ServeCommand}.
 */
@NullMarked
package dev.rollcall.server.cli.local;

import org.jspecify.annotations.NullMarked;

/**
 * Commands that play an identity provider against a gateway. Start reading at {@code SimulateCommand}.
 */
@NullMarked
package dev.rollcall.server.cli.play;

import org.jspecify.annotations.NullMarked;

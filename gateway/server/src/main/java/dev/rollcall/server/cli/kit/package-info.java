/**
 * Parts that commands share: how the gateway is reached, the options that several commands have, and how a result is shown. Start
 * reading at {@code Output}.
 */
@NullMarked
package dev.rollcall.server.cli.kit;

import org.jspecify.annotations.NullMarked;

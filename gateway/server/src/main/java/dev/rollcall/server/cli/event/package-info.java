/**
 * Commands about what the application is told and what identity providers have sent. Start reading at {@code EventsCommand}.
 */
@NullMarked
package dev.rollcall.server.cli.event;

import org.jspecify.annotations.NullMarked;

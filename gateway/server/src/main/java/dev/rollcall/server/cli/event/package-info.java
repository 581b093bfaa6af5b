/** Commands about events and their delivery, and about what identity providers have sent. Start reading at {@code EventsCommand}. */
@NullMarked
package dev.rollcall.server.cli.event;

import org.jspecify.annotations.NullMarked;

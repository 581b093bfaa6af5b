/**
 * Commands about an organisation: what it has bought, its roles, domains, seats, sign-in and audit. Start reading at {@code
 * DomainCommand}.
 */
@NullMarked
package dev.rollcall.server.cli.organisation;

import org.jspecify.annotations.NullMarked;

/**
 * Commands about members and what is held for them. Start reading at {@code MemberCommand}.
 */
@NullMarked
package dev.rollcall.server.cli.member;

import org.jspecify.annotations.NullMarked;

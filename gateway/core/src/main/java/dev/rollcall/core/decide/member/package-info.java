/**
 * The rules about members: who is a member, with which role and seat, and who is excluded, held or protected. Start reading at
 * {@code MemberRules}.
 */
@NullMarked
package dev.rollcall.core.decide.member;

import org.jspecify.annotations.NullMarked;

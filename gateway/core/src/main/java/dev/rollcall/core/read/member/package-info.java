/**
 * Queries about members for administrators: lists, one member with every reason, holds, seats, and users who wait. Start reading at
 * {@code MemberQueries}.
 */
@NullMarked
package dev.rollcall.core.read.member;

import org.jspecify.annotations.NullMarked;

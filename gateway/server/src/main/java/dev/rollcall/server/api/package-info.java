/**
 * The admin API below /api/v1: JSON for the operator's application, the console and the command line. Rooms:
 * {@code credential}, {@code description}, {@code directory}, {@code member}, {@code organisation}, {@code role}. Each has an
 * {@link dev.rollcall.server.api.Area} that lists its routes. Start reading at {@code organisation.PolicyHandlers}, the shortest: a
 * handler takes what it stands on from {@link dev.rollcall.server.api.ApiParts}, its body from
 * {@link dev.rollcall.server.api.JsonInput}, and hands rule commands to {@link dev.rollcall.server.api.RuleRequests}.
 */
@NullMarked
package dev.rollcall.server.api;

import org.jspecify.annotations.NullMarked;

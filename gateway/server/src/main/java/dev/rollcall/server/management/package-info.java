/**
 * Health and metrics, on a port of their own: what an orchestrator and a monitoring system ask. Needs no credential, so nothing
 * here tells about a person. Start reading at {@link dev.rollcall.server.management.ManagementServer}.
 */
@NullMarked
package dev.rollcall.server.management;

import org.jspecify.annotations.NullMarked;

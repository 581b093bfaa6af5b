/**
 * What waits in a lane for its decision, and which rows each needs. Start reading at {@code LaneItem}, then {@code Wanted}.
 */
@NullMarked
package dev.rollcall.core.decide.request;

import org.jspecify.annotations.NullMarked;

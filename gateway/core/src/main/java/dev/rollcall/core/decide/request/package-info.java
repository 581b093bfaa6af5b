/**
 * The items that wait in a lane to be decided, and which rows each of them needs. Start reading at {@code LaneItem}, then
 * {@code Wanted}.
 */
@NullMarked
package dev.rollcall.core.decide.request;

import org.jspecify.annotations.NullMarked;

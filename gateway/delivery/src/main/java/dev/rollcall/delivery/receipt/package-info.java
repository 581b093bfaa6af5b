/**
 * When the application learnt that a person had lost access: recorded each time it acknowledges an event, in whichever way,
 * measured, reported when it takes too long, and shown for each person. Sends nothing itself; imports the core's model and store of
 * time. Start reading at {@link dev.rollcall.delivery.receipt.Clock}.
 */
@NullMarked
package dev.rollcall.delivery.receipt;

import org.jspecify.annotations.NullMarked;

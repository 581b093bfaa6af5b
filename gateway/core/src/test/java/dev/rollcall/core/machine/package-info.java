/**
 * The state machine: generated stories of what identity providers and administrators do to two organisations that share people,
 * played against a real database, with every law of the product checked after every step. Start reading at {@code
 * StateMachineIT}.
 */
package dev.rollcall.core.machine;

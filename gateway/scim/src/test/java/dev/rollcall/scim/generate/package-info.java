/**
 * Random filters, resources and patches of any resource type, each a function of a {@link java.util.Random}: same seed, same
 * values. Mostly what clients send, now and then what none should.
 */
package dev.rollcall.scim.generate;

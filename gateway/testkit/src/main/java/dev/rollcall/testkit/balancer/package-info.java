/**
 * A load balancer for tests with several nodes. Start reading at {@link dev.rollcall.testkit.balancer.Balancer}.
 */
@NullMarked
package dev.rollcall.testkit.balancer;

import org.jspecify.annotations.NullMarked;

package dev.rollcall.delivery.ssf.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that may have a stream of an organisation: a client of OAuth 2.0, whose id is its {@code client_id}.
 *
 * @param audience {@code aud} of the tokens that are sent to it
 * @param formerSecretUntil until when the former secret is accepted; null if there is none
 */
public record Receiver(
        UUID orgId,
        UUID id,
        String name,
        String audience,
        @Nullable Instant formerSecretUntil,
        Instant created) {}

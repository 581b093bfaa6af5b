package dev.rollcall.delivery.ssf.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that may have a stream of an organisation: a client of OAuth 2.0, whose id is its {@code client_id}.
 *
 * @param audience {@code aud} of the tokens that it is sent
 * @param formerSecretUntil until when the secret before the present one counts; null when there is none
 */
public record Receiver(
        UUID orgId,
        UUID id,
        String name,
        String audience,
        @Nullable Instant formerSecretUntil,
        Instant created) {}

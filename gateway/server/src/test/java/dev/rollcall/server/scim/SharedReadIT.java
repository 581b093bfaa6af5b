package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.server.Http;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a directory's requests are read with is read once, however many ask and however they spell the directory. */
final class SharedReadIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    @Test
    @DisplayName("H5: a burst reads a directory's schemas once")
    void aBurstReadsOnce() throws Exception {
        Directory directory = GATEWAY.directory("okta");
        AtomicInteger reads = new AtomicInteger();
        Promise<String> found = Promise.promise();
        SharedRead<String> shared = new SharedRead<>(new DatabaseCircuit(Duration.ofSeconds(1)), of -> {
            reads.incrementAndGet();
            return found.future();
        });
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Object> all = new CompletableFuture<>();
            vertx.runOnContext(v -> {
                Future.all(IntStream.range(0, 500)
                                .mapToObj(i -> shared.of(directory))
                                .toList())
                        .onSuccess(all::complete)
                        .onFailure(all::completeExceptionally);
                found.complete("schemas");
            });
            all.get();
        } finally {
            vertx.close().await();
        }
        assertThat(reads).hasValue(1);
    }

    /** Each spelling of the path used to be a look-up of its own, which read all schemas again. */
    @Test
    @DisplayName("H5: a directory in capital letters is the same directory, and no other text is one")
    void aDirectoryIsKnownByItsIdNotByItsSpelling() {
        String token = GATEWAY.credential("okta");
        String id = GATEWAY.directory("okta").id().toString();
        JsonNode small = list(id, token).json();
        assertThat(list(id.toUpperCase(Locale.ROOT), token).json()).isEqualTo(small);
        assertThat(list(id.replace("-", ""), token).status()).isEqualTo(401);
        assertThat(list("0" + id, token).status()).isEqualTo(401);
    }

    private static Http.Answer list(String directory, String token) {
        return Http.get(GATEWAY.url() + "/scim/v2/" + directory + "/Users?count=1")
                .bearer(token)
                .send();
    }
}

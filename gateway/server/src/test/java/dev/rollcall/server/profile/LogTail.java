package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until the request log has everything that was sent before. */
final class LogTail {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private LogTail() {}

    static void await(RunningGateway gateway, CustomClient client) {
        Answer last = client.send("GET", "/Users/nobody", "");
        String entry = gateway.url() + "/api/v1/organizations/demo/requests/" + last.header("Rollcall-Request-Id");
        long end = System.nanoTime() + PATIENCE;
        while (Http.get(entry)
                        .bearer(gateway.token(new Scope.Operator()))
                        .send()
                        .status()
                != 200) {
            assertThat(System.nanoTime())
                    .as("the log has no entry of the last request")
                    .isLessThan(end);
            LockSupport.parkNanos(PAUSE);
        }
    }
}

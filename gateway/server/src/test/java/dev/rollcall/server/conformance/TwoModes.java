package dev.rollcall.server.conformance;

import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.ChangeState;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.node.Parts;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway with a tolerant and a strict directory of its own for each test class. */
final class TwoModes implements BeforeAllCallback, AfterAllCallback {

    private final RunningGateway gateway = new RunningGateway();
    private final Map<Mode, ScimClient> clients = new EnumMap<>(Mode.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        gateway.beforeAll(context);
        for (Mode mode : Mode.values()) {
            clients.put(mode, open(mode));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        gateway.afterAll(context);
    }

    RunningGateway gateway() {
        return gateway;
    }

    ScimClient in(Mode mode) {
        return clients.get(mode);
    }

    /** A further, empty directory. */
    ScimClient open(Mode mode) {
        Parts parts = gateway.gateway().parts();
        Directories directories = new Directories(parts.database().writes(), parts.time());
        Directory directory = directories
                .create(Actor.gateway(gateway.demo().organisation().id()), mode + " client", "custom")
                .compose(made -> parts.provisioning()
                        .apply(Actor.gateway(made.orgId()), new ChangeState.Activate(made.id()))
                        .map(made))
                .await();
        parts.database()
                .writes()
                .preparedQuery("UPDATE directory SET mode = $2 WHERE directory_id = $1")
                .execute(Tuple.of(directory.id(), mode.name().toLowerCase(Locale.ROOT)))
                .await();
        String token = parts.credentials()
                .issue(Actor.gateway(directory.orgId()), directory.id(), null)
                .await()
                .token();
        return new ScimClient(gateway.url() + "/scim/v2/" + directory.id(), token);
    }
}

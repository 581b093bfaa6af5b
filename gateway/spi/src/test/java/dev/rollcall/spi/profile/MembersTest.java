package dev.rollcall.spi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is found by the spellings that were looked through once is what is found by looking each time. */
class MembersTest {

    private static final List<String> NAMES =
            List.of("a", "A", "b", "B", "a.b", "A.B", "a:b", "b.a", "a.b.a", "urn:a", "urn:a:b", "URN:A.b");

    private final Random random = new Random(1);

    @Test
    void bothFindTheSame() {
        for (int story = 0; story < 2_000; story++) {
            ObjectNode plain = object(2);
            ObjectNode looked = plain.deepCopy();
            Members members = new Members(looked);
            for (int step = 0; step < 8; step++) {
                String name = name();
                switch (random.nextInt(3)) {
                    case 0 -> assertThat(members.get(name)).as(name).isEqualTo(Bag.get(plain, name));
                    case 1 -> {
                        Bag.take(plain, name);
                        members.take(name);
                    }
                    default -> {
                        IntNode value = IntNode.valueOf(step);
                        plain.set(name, value);
                        members.set(name, value);
                    }
                }
                assertThat(looked).isEqualTo(plain);
            }
        }
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(5); i >= 0; i--) {
            if (depth > 0 && random.nextInt(3) == 0) {
                object.set(name(), object(depth - 1));
            } else {
                object.put(name(), i);
            }
        }
        return object;
    }
}

package dev.groundplan.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Points are names: a method that is renamed would never be passed again. */
class KillPointTests {
    @ParameterizedTest
    @EnumSource
    void namesAMethodOfThePortal(KillPoint point) throws ClassNotFoundException {
        var type = Class.forName(point.type, false, getClass().getClassLoader());

        assertThat(Arrays.stream(type.getDeclaredMethods()).map(method -> method.getName()))
                .contains(point.method);
    }
}

package dev.groundplan.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RecorderPortal
class EnvironmentStepsTests {
    @Autowired TestPortal portal;
    @Autowired EnvironmentSteps steps;

    /** A check reads the outputs of an environment while an apply replaces them. */
    @Test
    void readsTheOutputsOfAStepThatWasAppliedAgainMeanwhile() {
        var environment = portal.applied().environmentId();
        var before = steps.of(environment).get(0);
        var outputs = steps.outputs(before);

        var update = portal.update(environment, "count", 4);
        portal.await(update, RunStatus.AWAITING_APPROVAL);
        portal.approve(update);
        portal.await(update, RunStatus.APPLIED);

        var now = steps.of(environment).get(0);
        assertThat(now.outputsArtifactId()).isNotEqualTo(before.outputsArtifactId());
        assertThat(steps.outputs(before))
                .hasSameSizeAs(outputs)
                .usingRecursiveComparison()
                .isEqualTo(steps.outputs(now));
    }

    @Test
    void readsNoOutputsOfAStepThatWasDestroyedMeanwhile() {
        var environment = portal.applied().environmentId();
        var before = steps.of(environment).get(0);

        var destroy = portal.destroy(environment);
        portal.await(destroy, RunStatus.AWAITING_APPROVAL);
        portal.approve(destroy);
        portal.await(destroy, RunStatus.APPLIED);

        assertThat(steps.of(environment)).isEmpty();
        assertThat(steps.outputs(before)).isEmpty();
    }
}

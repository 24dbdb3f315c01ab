package dev.groundplan.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.convert.DurationStyle;

/** The manifests of deploy/kubernetes, against the model of the API and against each other. */
class KubernetesManifestTests {
    private static final Path FOLDER = Path.of("deploy", "kubernetes");
    private final List<HasMetadata> objects = all();

    private static List<HasMetadata> all() {
        try (var files = Files.list(FOLDER)) {
            var all = new ArrayList<HasMetadata>();
            for (var file : files.sorted().toList()) {
                all.addAll(Manifests.read(Files.readString(file)));
            }
            return all;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void areWhatTheApiKnows() {
        assertThat(objects)
                .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "ConfigMap groundplan",
                        "Ingress groundplan",
                        "NetworkPolicy groundplan-web",
                        "NetworkPolicy groundplan-worker",
                        "Deployment groundplan-web",
                        "Service groundplan",
                        "PodDisruptionBudget groundplan-web",
                        "StatefulSet groundplan-worker",
                        "Service groundplan-worker",
                        "PodDisruptionBudget groundplan-worker");
    }

    /** The check itself can fail: a slip of the pen in any place is found. */
    @ParameterizedTest
    @CsvSource({
        "web.yaml, 'replicas: 2', 'replica: 2', replica",
        "web.yaml, 'runAsNonRoot: true', 'runAsNonRoots: true', runAsNonRoots",
        "web.yaml, 'readinessProbe:', 'readynessProbe:', readynessProbe",
        "web.yaml, 'replicas: 2', 'replicas: \"2\"', replicas",
        "worker.yaml, 'value: \"4\"', 'value: 4', String",
        "worker.yaml, 'terminationGracePeriodSeconds: 2100', 'terminationGracePeriodSeconds: 35m', 35m",
        "worker.yaml, 'hostUsers: false', 'hostUser: false', hostUser",
        "ingress.yaml, 'pathType: Prefix', 'pathtype: Prefix', pathtype",
        "networkpolicy.yaml, 'policyTypes: [Ingress]', 'policyTypes: Ingress', policyTypes",
        "configmap.yaml, 'apiVersion: v1', 'apiVersion: v2', v2",
        "configmap.yaml, 'kind: ConfigMap', 'kind: ConfigMaps', ConfigMaps"
    })
    void refusesASlipOfThePen(String file, String right, String wrong, String named)
            throws IOException {
        var yaml = Files.readString(FOLDER.resolve(file));
        assertThat(yaml).contains(right);

        assertThatThrownBy(() -> Manifests.read(yaml.replace(right, wrong)))
                .hasMessageContaining(named);
    }

    @Test
    void selectTheirOwnPods() {
        var pods =
                List.of(
                        labels(web().getSpec().getTemplate()),
                        labels(worker().getSpec().getTemplate()));
        assertThat(web().getSpec().getSelector().getMatchLabels()).isEqualTo(pods.get(0));
        assertThat(worker().getSpec().getSelector().getMatchLabels()).isEqualTo(pods.get(1));
        assertThat(of(Service.class))
                .extracting(service -> service.getSpec().getSelector())
                .containsExactlyInAnyOrderElementsOf(pods);
        assertThat(of(PodDisruptionBudget.class))
                .extracting(budget -> budget.getSpec().getSelector().getMatchLabels())
                .containsExactlyInAnyOrderElementsOf(pods);
        assertThat(worker().getSpec().getServiceName()).isEqualTo("groundplan-worker");
        assertThat(of(Ingress.class).get(0).getSpec().getRules().get(0).getHttp().getPaths())
                .extracting(path -> path.getBackend().getService().getName())
                .containsExactly("groundplan");
    }

    private static Map<String, String> labels(
            io.fabric8.kubernetes.api.model.PodTemplateSpec template) {
        return template.getMetadata().getLabels();
    }

    @Test
    void holdNoSecret() {
        assertThat(objects).noneMatch(object -> object.getKind().equals("Secret"));
        assertThat(pods())
                .allSatisfy(
                        pod ->
                                assertThat(pod.getContainers().get(0).getEnv())
                                        .filteredOn(
                                                variable -> variable.getName().contains("PASSWORD"))
                                        .singleElement()
                                        .satisfies(
                                                password -> {
                                                    assertThat(password.getValue()).isNull();
                                                    assertThat(
                                                                    password.getValueFrom()
                                                                            .getSecretKeyRef())
                                                            .isNotNull();
                                                }));
    }

    @Test
    void runWithoutPrivileges() {
        assertThat(pods())
                .allSatisfy(
                        pod -> {
                            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
                            var own = pod.getContainers().get(0).getSecurityContext();
                            assertThat(own.getAllowPrivilegeEscalation()).isFalse();
                            assertThat(own.getCapabilities().getDrop()).containsExactly("ALL");
                            assertThat(own.getPrivileged()).isNull();
                        });
        // An API server takes an unmasked /proc only together with user namespaces.
        var worker = worker().getSpec().getTemplate().getSpec();
        assertThat(worker.getContainers().get(0).getSecurityContext().getProcMount())
                .isEqualTo("Unmasked");
        assertThat(worker.getHostUsers()).isFalse();
    }

    @Test
    void areProbedWhereThePortalAnswers() {
        assertThat(pods())
                .allSatisfy(
                        pod -> {
                            var container = pod.getContainers().get(0);
                            assertThat(container.getLivenessProbe().getHttpGet().getPath())
                                    .isEqualTo("/actuator/health/liveness");
                            assertThat(container.getReadinessProbe().getHttpGet().getPath())
                                    .isEqualTo("/actuator/health/readiness");
                        });
    }

    @Test
    void waitLongerForAWorkerThanItWaitsForItsTools() {
        var pod = worker().getSpec().getTemplate().getSpec();
        var drain = settings(pod.getContainers().get(0)).get("GROUNDPLAN_WORKER_DRAIN");

        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(DurationStyle.detectAndParse(drain).toSeconds() + 60);
    }

    @Test
    void keepThePagesUpWhileTheyAreReplaced() {
        assertThat(web().getSpec().getReplicas()).isGreaterThanOrEqualTo(2);
        assertThat(web().getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
                .isZero();
    }

    /** A name that the portal does not know would be ignored without a word. */
    @Test
    void useSettingsThatThePortalHas() throws IOException {
        var documented = Files.readString(Path.of("docs", "configuration.md"));
        var names = new TreeSet<String>(of(ConfigMap.class).get(0).getData().keySet());
        pods().forEach(pod -> names.addAll(settings(pod.getContainers().get(0)).keySet()));

        assertThat(names)
                .allSatisfy(
                        name ->
                                assertThat(documented.toLowerCase(java.util.Locale.ROOT))
                                        .contains(setting(name)));
    }

    private static String setting(String variable) {
        return switch (variable) {
            case "SPRING_DATASOURCE_USERNAME" -> "spring.datasource.username";
            case "SPRING_DATASOURCE_PASSWORD" -> "`.password`";
            case "GROUNDPLAN_KEY_FILE" -> "groundplan.key-file";
            case "SERVER_FORWARD_HEADERS_STRATEGY" -> "server.forward-headers-strategy";
            default -> variable.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
        };
    }

    private static Map<String, String> settings(Container container) {
        var settings = new TreeMap<String, String>();
        for (EnvVar variable : container.getEnv()) {
            settings.put(variable.getName(), String.valueOf(variable.getValue()));
        }
        return settings;
    }

    private List<PodSpec> pods() {
        return List.of(
                web().getSpec().getTemplate().getSpec(),
                worker().getSpec().getTemplate().getSpec());
    }

    private Deployment web() {
        return of(Deployment.class).get(0);
    }

    private StatefulSet worker() {
        return of(StatefulSet.class).get(0);
    }

    private <T> List<T> of(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

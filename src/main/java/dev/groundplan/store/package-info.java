/**
 * Everything large or secret goes through here, encrypted: template snapshots, bundles, states,
 * secrets.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.groundplan.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

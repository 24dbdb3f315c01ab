/**
 * Ansible: {@code ansible-playbook} in check mode as the plan, the same without it as the apply,
 * results from a callback plugin of our own (docs.ansible.com, "Developing plugins"), never from
 * prose.
 */
@NullMarked
package dev.groundplan.engine.ansible;

import org.jspecify.annotations.NullMarked;

/**
 * The Kubernetes attributes processor, from the pod's own environment. May use component, edit;
 * reads environment variables.
 */
@NullMarked
package dev.braid.collector.processor.k8sattributes;

import org.jspecify.annotations.NullMarked;

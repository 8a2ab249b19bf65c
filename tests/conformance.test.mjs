// Programs about one behaviour each print what CPython 3.14 prints, in every mode.
import { suite } from './suites.mjs';

suite('conformance');

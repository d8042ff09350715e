/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/one_thread: the parallel regions of the libraries in a process that has one thread. These
 * few entries of the OpenMP runtime stand before those of libgomp, which would set up and tear down
 * a team, with a call into the kernel, at each of the 200,000 regions of a page, even for a team of
 * one. May include nothing.
 */

typedef void region(void *data);

/* The names and the meaning of the arguments are fixed by libgomp. */
void GOMP_parallel(region *run, void *data, unsigned threads, unsigned flags);
void GOMP_parallel_sections(region *run, void *data, unsigned threads, unsigned count,
                            unsigned flags);
unsigned GOMP_sections_next(void);
void GOMP_sections_end_nowait(void);
int omp_get_num_threads(void);
int omp_get_thread_num(void);

/* Of the innermost region with sections: the last one handed out, and how many there are. */
static struct {
    unsigned taken, count;
} sections;

void GOMP_parallel(region *run, void *data, unsigned threads, unsigned flags)
{
    (void)threads;
    (void)flags;
    run(data);
}

void GOMP_parallel_sections(region *run, void *data, unsigned threads, unsigned count,
                            unsigned flags)
{
    unsigned taken = sections.taken, outer = sections.count;

    (void)threads;
    (void)flags;
    sections.taken = 0;
    sections.count = count;
    run(data);
    sections.taken = taken;
    sections.count = outer;
}

unsigned GOMP_sections_next(void)
{
    return sections.taken < sections.count ? ++sections.taken : 0;
}

void GOMP_sections_end_nowait(void)
{
}

int omp_get_num_threads(void)
{
    return 1;
}

int omp_get_thread_num(void)
{
    return 0;
}
